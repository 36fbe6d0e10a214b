package org.chattycat.app.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Who may read the embedded mailbox. */
@Component
public class DevMail {
    /** A proxy on this machine makes everybody a loopback peer; these tell that there is one. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final boolean exists;

    DevMail(ObjectProvider<EmbeddedMailbox> mailbox) {
        exists = mailbox.getIfAvailable() != null;
    }

    /** Whether there is a mailbox and the request comes from this machine, both ends of the connection on loopback. */
    public boolean isOpenTo(HttpServletRequest request) {
        return exists
                && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
