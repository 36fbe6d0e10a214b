package org.chattycat.app.alert;

import org.chattycat.app.platform.config.PublicUrl;
import org.chattycat.app.platform.mail.Email;

/** The email about an alert that began or ended. */
final class AlertEmail {
    private AlertEmail() {}

    static Email of(AlertChange change, PublicUrl publicUrl) {
        String meeting = change.title() == null ? "a meeting without a title" : "“" + change.title() + "”";
        String what = change.displayName() + " in " + meeting + ": " + change.text() + ".";
        return Email.of(
                        change.email(),
                        "Chatty Cat alert " + (change.began() ? "" : "ended ") + "– " + change.text(),
                        change.began() ? "An alert began. " + what : "An alert ended. " + what,
                        publicUrl.at("/m/" + change.meetingId() + "/history"),
                        "You get this email because one of your alert rules asks for it. You can change your rules on the account page.")
                .about(change.accountId())
                .aboutMeeting(change.meetingId());
    }
}
