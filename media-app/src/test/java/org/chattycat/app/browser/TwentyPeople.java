package org.chattycat.app.browser;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The messages of a room with twenty people, and what labels must not do on their tiles. */
final class TwentyPeople {
    /** Says for each tile which labels cover another one or the middle, where a face is, or are outside of the tile. */
    static final String COVERED = """
            () => [...document.querySelectorAll('[data-tile]')].flatMap(tile => {
              const box = one => one.getBoundingClientRect();
              const whole = box(tile);
              const face = {
                left: whole.left + whole.width * 0.3, right: whole.right - whole.width * 0.3,
                top: whole.top + whole.height * 0.2, bottom: whole.bottom - whole.height * 0.25,
              };
              const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
              const labels = [...tile.querySelectorAll('[data-sample-id], p')].map(box);
              const name = tile.getAttribute('aria-label');
              const problems = labels.length === 2 ? [] : [name + ' has ' + labels.length + ' labels'];
              for (const [index, label] of labels.entries()) {
                if (meet(label, face)) problems.push(name + ': a label covers the face');
                if (labels.slice(0, index).some(other => meet(label, other))) problems.push(name + ': labels meet');
                if (label.left < whole.left || label.right > whole.right || label.bottom > whole.bottom) {
                  problems.push(name + ': a label is outside');
                }
                if (label.height < 14) problems.push(name + ': a label is too small to read');
              }
              return problems;
            })""";

    private static final String JOINED = """
            {"type": "joined", "ref": %d, "participantId": "%s", "resumeToken": "x", "iceServers": [],
             "meeting": {"id": "%s", "createdAt": "2026-03-01T09:00:00Z", "stampsRequested": false, "title": null,
              "smallPictures": false},
             "participants": [%s]}""";
    private static final String PARTICIPANT = """
            {"id": "%s", "displayName": "%s", "guest": %b, "you": %b, "samePerson": false, "status": "present",
             "handRaisedAt": %s, "host": false, "coHost": false, "mutedByHostAt": null,
             "publications": [{"id": "%s", "kind": "camera", "audioMuted": true, "videoMuted": true}]}""";
    private static final String MEASUREMENT = """
            {"participantId": "%s", "publicationId": "%s", "sampleId": "%s", "arrivedAt": "2026-03-01T09:30:00Z",
             "latencyMs": 1187.4, "lowerMs": 1170.7, "upperMs": 1187.4, "estimateMs": 1181.2, "estimateLowerMs": 1176.9,
             "estimateUpperMs": 1185.5, "plusMinusMs": 4.1, "source": "GOPRO", "zone": "ZONED", "clockId": "04711",
             "clockNumber": 1, "validity": "VALID"}""";

    private TwentyPeople() {}

    /** The answer to {@code join}. Everybody has a long name, is muted, and is a guest or has raised the hand. */
    static String joined(long ref) {
        String people = IntStream.range(0, 20)
                .mapToObj(number -> PARTICIPANT.formatted(
                        participant(number),
                        "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff " + number,
                        number % 2 == 1,
                        number == 0,
                        number % 2 == 0 ? "\"2026-03-01T09:00:%02dZ\"".formatted(number) : "null",
                        publication(number)))
                .collect(Collectors.joining(","));
        return JOINED.formatted(ref, participant(0), UUID.randomUUID(), people);
    }

    /** A latency of everybody. */
    static String latencies() {
        return IntStream.range(0, 20)
                .mapToObj(number -> MEASUREMENT.formatted(participant(number), publication(number), UUID.randomUUID()))
                .collect(Collectors.joining(",", "{\"type\": \"latency\", \"measurements\": [", "]}"));
    }

    private static UUID participant(int number) {
        return new UUID(1, number);
    }

    private static UUID publication(int number) {
        return new UUID(2, number);
    }
}
