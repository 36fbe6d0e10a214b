package org.chattycat.app.alert;

import java.util.LinkedHashMap;
import java.util.Map;
import org.chattycat.app.platform.config.PublicUrl;

/** What webhooks post about an alert that began or ended. The names are documented in {@code docs/using.md}. */
final class AlertMessage {
    private AlertMessage() {}

    static Map<String, Object> of(AlertChange change, PublicUrl publicUrl) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("alertId", change.id());
        message.put("ruleId", change.ruleId());
        message.put("kind", change.kind());
        message.put("text", change.text());
        message.put("threshold", change.threshold());
        message.put("seconds", change.seconds());
        message.put("value", change.value());
        message.put("meetingId", change.meetingId());
        message.put("meetingTitle", change.title());
        message.put("participantId", change.participantId());
        message.put("displayName", change.displayName());
        message.put("beganAt", change.beganAt().toString());
        message.put(
                "endedAt", change.endedAt() == null ? null : change.endedAt().toString());
        message.put("url", publicUrl.at("/m/" + change.meetingId() + "/history"));
        return message;
    }
}
