package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.chattycat.app.ChattyCatTest;
import org.chattycat.app.People;
import org.chattycat.app.TestBrowser;
import org.chattycat.kurento.embedded.EmbeddedKurento;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The embedded media server serves this application only, not other users of the host. */
@ChattyCatTest
@TestPropertySource(properties = {"chattycat.call.tick=200ms", "chattycat.meeting.lease-renewal=200ms"})
class MediaServerSecretIT {
    private static final Duration FREEZE = Duration.ofSeconds(10);

    @Autowired
    private People people;

    @Autowired
    private EmbeddedKurento kurento;

    @Test
    void clientsWithoutThePathAreRefused() {
        URI known = URI.create("ws://127.0.0.1:" + kurento.uri().getPort() + "/kurento");
        assertThatThrownBy(() -> HttpClient.newHttpClient()
                        .newWebSocketBuilder()
                        .buildAsync(known, new WebSocket.Listener() {})
                        .join())
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(404));
    }

    @Test
    void pathIsInNoLogAndNoMessage() {
        String secret = kurento.uri().getPath().split("/")[1];
        assertThat(secret).hasSizeGreaterThan(40);
        Recorder recorder = new Recorder();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        recorder.setContext(root.getLoggerContext());
        recorder.start();
        root.addAppender(recorder);
        TestBrowser ada = people.signIn("ada-" + UUID.randomUUID() + "@example.org");
        UUID meeting = GraphQl.createMeeting(ada);
        try (CallPage page = CallPage.join(ada, meeting)) {
            assertThat(page.publishCamera().path("type").asString()).isEqualTo("published");
            kurento.freeze(FREEZE);
            page.awaitMediaServer(false);
            assertThat(page.publishCamera().path("code").asString()).isEqualTo("MEDIA_SERVER_UNAVAILABLE");
            page.awaitMediaServer(true);
            assertThat(page.received()).noneMatch(message -> message.toString().contains(secret));
        } finally {
            root.detachAppender(recorder);
        }
        assertThat(recorder.texts).anyMatch(text -> text.contains("does not answer"));
        assertThat(recorder.texts).noneMatch(text -> text.contains(secret));
    }

    /** Keeps the log, with the messages of exceptions and their causes. */
    private static final class Recorder extends AppenderBase<ILoggingEvent> {
        private final List<String> texts = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            texts.add(event.getFormattedMessage());
            for (IThrowableProxy thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
                texts.add(String.valueOf(thrown.getMessage()));
            }
        }
    }
}
