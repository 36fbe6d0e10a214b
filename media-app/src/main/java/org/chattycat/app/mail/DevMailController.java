package org.chattycat.app.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.chattycat.app.site.ProblemException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the page /dev/mail shows: the embedded mailbox, to this machine's own user alone. */
@RestController
class DevMailController {
    private final DevMail devMail;
    private final ObjectProvider<EmbeddedMailbox> mailbox;

    DevMailController(DevMail devMail, ObjectProvider<EmbeddedMailbox> mailbox) {
        this.devMail = devMail;
        this.mailbox = mailbox;
    }

    @GetMapping("/api/dev/mail")
    List<ReceivedMail> letters(HttpServletRequest request) {
        if (!devMail.isOpenTo(request)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "There is nothing here.");
        }
        return mailbox.getObject().letters();
    }
}
