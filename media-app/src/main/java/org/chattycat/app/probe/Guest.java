package org.chattycat.app.probe;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.UUID;

/** The session of a guest of one meeting. */
public record Guest(WebSession session, UUID meetingId, String name) {
    private static final int CREATED = 201;

    /** @throws IOException if the installation does not admit the guest, with its reason */
    public static Guest enter(String base, UUID meetingId, String name) throws IOException {
        WebSession session = new WebSession(base);
        HttpResponse<String> answer =
                session.postJson("/api/meetings/" + meetingId + "/guests", Map.of("displayName", name));
        if (answer.statusCode() != CREATED) {
            throw new IOException("the guest was refused with status " + answer.statusCode() + ": "
                    + answer.body().strip());
        }
        return new Guest(session, meetingId, name);
    }
}
