package org.chattycat.app.platform.mail;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.chattycat.app.platform.site.ProblemException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The embedded mailbox, for the page /dev/mail. */
@RestController
@RequestMapping("/api/dev/mail")
class DevMailController {
    private final DevMail devMail;

    DevMailController(DevMail devMail) {
        this.devMail = devMail;
    }

    record KeyGiven(String key) {}

    @GetMapping
    List<ReceivedMail> emails(HttpServletRequest request) {
        requireOpen(request);
        return devMail.visibleTo(request);
    }

    /** Exchanges the key that the terminal shows for a cookie. A key works once. */
    @PostMapping("/key")
    ResponseEntity<Void> exchange(@RequestBody KeyGiven body, HttpServletRequest request) {
        requireOpen(request);
        ResponseCookie cookie = devMail.exchange(body.key(), request)
                .orElseThrow(() -> new ProblemException(
                        HttpStatus.FORBIDDEN,
                        "KEY_INVALID",
                        "This key has been used or is from an earlier start. Restart Chatty Cat to get a new one."));
        return ResponseEntity.noContent()
                .header(HttpHeaders.SET_COOKIE, cookie.toString())
                .build();
    }

    private void requireOpen(HttpServletRequest request) {
        if (!devMail.isOpenTo(request)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "NOT_FOUND", "This page does not exist.");
        }
    }
}
