package org.chattycat.app.platform.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Who may read what in the embedded mailbox. */
@Component
public class DevMail {
    /** A proxy on this machine makes everybody a loopback peer; these headers show that there is one. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final EmbeddedMailbox mailbox;
    private final ObjectProvider<RequestingBrowser> browsers;
    private final MailboxKey key = new MailboxKey();

    DevMail(ObjectProvider<EmbeddedMailbox> mailbox, ObjectProvider<RequestingBrowser> browsers) {
        this.mailbox = mailbox.getIfAvailable();
        this.browsers = browsers;
    }

    /** Whether there is a mailbox and the request comes from this machine, both ends of the connection on loopback. */
    public boolean isOpenTo(HttpServletRequest request) {
        return mailbox != null
                && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /**
     * The path, with its fragment, of the page that shows all emails to the first browser that opens it. It is a secret:
     * it goes to the terminal and into no log. Empty where a mail server is configured.
     */
    public Optional<String> pathWithKey() {
        return mailbox == null ? Optional.empty() : Optional.of("/dev/mail#key=" + key.value());
    }

    Optional<ResponseCookie> exchange(String offered, HttpServletRequest request) {
        return key.exchange(offered, request);
    }

    /** All emails for the browser that exchanged the key; otherwise those that this browser or account asked for. */
    List<ReceivedMail> visibleTo(HttpServletRequest request) {
        if (key.wasExchangedBy(request)) {
            return mailbox.emails(email -> true);
        }
        String browser = browsers.getObject().of(request);
        String account = request.getUserPrincipal() == null
                ? ""
                : request.getUserPrincipal().getName();
        return mailbox.emails(email -> email.requester() != null
                && !email.requester().isEmpty()
                && (email.requester().equals(browser) || email.requester().equals(account)));
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
