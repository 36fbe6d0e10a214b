package org.chattycat.app.platform.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Decides who can read which emails in the embedded mailbox. */
@Component
public class DevMail {
    /** Behind a proxy on this machine, every client has a loopback address. These headers reveal the proxy. */
    private static final List<String> PROXY_HEADERS = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final EmbeddedMailbox mailbox;
    private final ObjectProvider<RequestingBrowser> browsers;
    private final MailboxKey key = new MailboxKey();

    DevMail(ObjectProvider<EmbeddedMailbox> mailbox, ObjectProvider<RequestingBrowser> browsers) {
        this.mailbox = mailbox.getIfAvailable();
        this.browsers = browsers;
    }

    /** Whether there is a mailbox, and both ends of the connection are on the loopback interface. */
    public boolean isOpenTo(HttpServletRequest request) {
        return mailbox != null
                && isLoopback(request.getRemoteAddr())
                && isLoopback(request.getLocalAddr())
                && PROXY_HEADERS.stream().allMatch(name -> request.getHeader(name) == null);
    }

    /**
     * The path with fragment that shows all emails to the first browser that opens it. It is a secret: it is printed in the
     * terminal and must not be logged. Empty when a mail server is configured.
     */
    public Optional<String> pathWithKey() {
        return mailbox == null ? Optional.empty() : Optional.of("/dev/mail#key=" + key.value());
    }

    Optional<ResponseCookie> exchange(String offered, HttpServletRequest request) {
        return key.exchange(offered, request);
    }

    /** All emails for the browser that exchanged the key; for others, the emails that their browser or account requested. */
    List<ReceivedMail> visibleTo(HttpServletRequest request) {
        if (key.wasExchangedBy(request)) {
            return mailbox.emails(email -> true);
        }
        String browser = browsers.getObject().of(request);
        String account = request.getUserPrincipal() == null
                ? ""
                : request.getUserPrincipal().getName();
        return mailbox.emails(email -> email.wasRequestedBy(browser)
                || email.accountId() != null && email.accountId().toString().equals(account));
    }

    private static boolean isLoopback(String literal) {
        try {
            return InetAddress.getByName(literal).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
