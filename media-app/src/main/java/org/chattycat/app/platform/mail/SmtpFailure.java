package org.chattycat.app.platform.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.MailSendException;

/**
 * Why an attempt failed.
 *
 * @param reply the mail server's reply to this email (RFC 5321, section 4.2); null when there was none
 * @param permanent whether it is of no use to try again: a reply of 5xx to this email, or an email that cannot be composed. A
 *     server that refuses the connection, the password or the sender refuses every email, which an administrator can correct.
 * @param reason for the log, without addresses of people
 */
record SmtpFailure(Integer reply, boolean permanent, String reason) {
    private static final int MAX_CAUSES = 20;
    private static final int MAX_REASON = 300;

    static SmtpFailure of(Exception failure) {
        if (failure instanceof MailParseException || failure instanceof MessagingException) {
            return new SmtpFailure(null, true, "the email could not be composed");
        }
        String reason = reasonOf(failure);
        Integer reply = null;
        for (Throwable cause : causes(failure)) {
            if (cause instanceof AuthenticationFailedException || cause instanceof MailAuthenticationException) {
                return new SmtpFailure(null, false, "the mail server refuses the user name or the password");
            }
            if (cause instanceof SMTPSendFailedException send
                    && send.getReturnCode() >= 500
                    && send.getCommand() != null
                    && send.getCommand().startsWith("MAIL")) {
                return new SmtpFailure(null, false, "the mail server refuses the sender: " + send.getReturnCode());
            }
            Integer code = replyIn(cause);
            // A reply about the recipient is more specific than the one about the whole message, which comes first.
            reply = code == null ? reply : code;
        }
        return reply == null
                ? new SmtpFailure(null, false, reason)
                : new SmtpFailure(reply, reply >= 500, "the mail server replied " + reply);
    }

    private static Integer replyIn(Throwable cause) {
        int code = -1;
        if (cause instanceof SMTPAddressFailedException address) {
            code = address.getReturnCode();
        } else if (cause instanceof SMTPSendFailedException send) {
            code = send.getReturnCode();
        }
        return code >= 400 && code < 600 ? code : null;
    }

    /** Of a failed connection, which concerns no person: what the mail library could not do, and the innermost cause. */
    private static String reasonOf(Exception failure) {
        Throwable library = null;
        Throwable innermost = failure;
        for (Throwable cause : causes(failure)) {
            library = library == null && cause instanceof MessagingException ? cause : library;
            innermost = cause.getMessage() == null ? innermost : cause;
        }
        String reason = innermost.getClass().getSimpleName() + ": " + innermost.getMessage();
        if (library != null && library != innermost) {
            reason = library.getMessage() + "; " + reason;
        }
        return reason.length() > MAX_REASON ? reason.substring(0, MAX_REASON) : reason;
    }

    /** The failure, its causes, and what the mail library chains to them, outermost first. */
    private static Set<Throwable> causes(Throwable failure) {
        Set<Throwable> found = new LinkedHashSet<>();
        Deque<Throwable> open = new ArrayDeque<>(List.of(failure));
        while (!open.isEmpty() && found.size() < MAX_CAUSES) {
            Throwable next = open.removeFirst();
            if (!found.add(next)) {
                continue;
            }
            if (next.getCause() != null) {
                open.add(next.getCause());
            }
            if (next instanceof MessagingException mail && mail.getNextException() != null) {
                open.add(mail.getNextException());
            }
            if (next instanceof MailSendException send) {
                open.addAll(send.getFailedMessages().values());
            }
        }
        return found;
    }
}
