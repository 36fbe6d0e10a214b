package org.chattycat.kurento.embedded.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.chattycat.kurento.embedded.TestKurento;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptReplayIT {
    @ParameterizedTest
    @ValueSource(strings = {"01-basics", "02-errors", "07-kurento-offers"})
    void answersAsRecordedWithTheRealMediaEngine(String name) throws Exception {
        try (EmbeddedKurento kurento = EmbeddedKurento.builder().start()) {
            assertThat(new Replay().run(Transcript.read(name), kurento.uri())).isEmpty();
        }
    }

    @Test
    void resumesASessionAsRecorded() throws Exception {
        try (EmbeddedKurento kurento = TestKurento.on(new FakeMediaEngine())) {
            Replay replay = new Replay();
            assertThat(replay.run(Transcript.read("04-reconnect"), kurento.uri()))
                    .isEmpty();
            assertThat(replay.run(Transcript.read("05-reconnect-resumed"), kurento.uri()))
                    .isEmpty();
        }
    }

    @Test
    void closesTheConnectionOfAClientWithoutJson() throws Exception {
        try (EmbeddedKurento kurento = TestKurento.on(new FakeMediaEngine());
                RawClient client = new RawClient(kurento.uri())) {
            client.send("not json");
            assertThat(client.awaitClose()).isEqualTo(1006);
        }
    }

    @Test
    void reportsACallAsRecorded() throws Exception {
        FakeMediaEngine engine = new FakeMediaEngine();
        engine.gatherSilently();
        RecordedMedia media = new RecordedMedia(engine);
        try (EmbeddedKurento kurento = TestKurento.on(engine)) {
            Replay replay = new Replay()
                    .onAnswer((recorded, now) -> media.answered(recorded))
                    .onRecordedEvent(media::play);
            assertThat(replay.run(Transcript.read("06-call-chromium"), kurento.uri()))
                    .isEmpty();
            assertThat(engine.transports()).isEmpty();
        }
    }
}
