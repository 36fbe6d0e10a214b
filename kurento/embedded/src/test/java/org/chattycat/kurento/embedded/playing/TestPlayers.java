package org.chattycat.kurento.embedded.playing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.kurento.client.MediaPipeline;
import org.kurento.client.PlayerEndpoint;

/** The players of a test, and what they tell. */
final class TestPlayers {
    private final MediaPipeline pipeline;
    /** Kurento's client holds objects weakly, and drops the events of those that nobody else holds. */
    private final List<PlayerEndpoint> players = new ArrayList<>();

    final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    TestPlayers(MediaPipeline pipeline) {
        this.pipeline = pipeline;
    }

    PlayerEndpoint player(String uri) {
        PlayerEndpoint player = new PlayerEndpoint.Builder(pipeline, uri).build();
        players.add(player);
        player.addEndOfStreamListener(event -> events.add("EndOfStream"));
        player.addErrorListener(event -> events.add("Error " + event.getType() + ": " + event.getDescription()));
        return player;
    }

    /** The next of {@link #events}. */
    String await() throws InterruptedException {
        String event = events.poll(20, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
    }
}
