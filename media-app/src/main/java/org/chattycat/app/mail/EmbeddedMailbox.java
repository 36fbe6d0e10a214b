package org.chattycat.app.mail;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An SMTP server on loopback that keeps what it gets in memory: sign-in works before anybody configured mail. All letters
 * lie in one box, whoever they are to.
 */
final class EmbeddedMailbox implements AutoCloseable {
    static final String HOST = "127.0.0.1";
    /** More than a person trying things out gets to see; beyond it the oldest go. */
    static final int MAX_LETTERS = 100;

    private final GreenMail server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP));
    private final MailFolder inbox;

    EmbeddedMailbox() {
        server.start();
        try {
            GreenMailUser everybody = server.getUserManager().createUser("everybody", "everybody", "");
            inbox = server.getManagers().getImapHostManager().getInbox(everybody);
            server.getUserManager().setMessageDeliveryHandler((message, recipient) -> {
                dropOldest();
                return everybody;
            });
        } catch (UserException | FolderException e) {
            server.stop();
            throw new IllegalStateException("the embedded mailbox cannot be opened", e);
        }
    }

    int smtpPort() {
        return server.getSmtp().getPort();
    }

    /** Newest first. */
    List<ReceivedMail> letters() {
        List<ReceivedMail> letters = new ArrayList<>();
        try {
            // Not over getMessages(), which is the live list: a letter that arrives meanwhile would break it off.
            for (long uid : inbox.getMessageUids()) {
                StoredMessage stored = inbox.getMessage(uid);
                if (stored != null) {
                    letters.add(letter(stored));
                }
            }
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException("a letter in the embedded mailbox cannot be read", e);
        }
        Collections.reverse(letters);
        return letters;
    }

    @Override
    public void close() {
        server.stop();
    }

    private synchronized void dropOldest() {
        long[] uids = inbox.getMessageUids();
        try {
            for (int i = 0; i <= uids.length - MAX_LETTERS; i++) {
                inbox.setFlags(new Flags(Flags.Flag.DELETED), true, uids[i], null, true);
            }
            inbox.expunge();
        } catch (FolderException e) {
            throw new IllegalStateException("the embedded mailbox cannot be emptied", e);
        }
    }

    private static ReceivedMail letter(StoredMessage stored) throws MessagingException, IOException {
        MimeMessage message = stored.getMimeMessage();
        InternetAddress to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
        return new ReceivedMail(
                stored.getUid(),
                to.getAddress(),
                message.getSubject(),
                stored.getReceivedDate().toInstant(),
                text(message));
    }

    private static String text(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return part.getContent().toString();
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String text = text(parts.getBodyPart(i));
                if (text != null) {
                    return text;
                }
            }
        }
        return null;
    }
}
