package org.chattycat.kurento.embedded.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RequestCacheTest {
    private Instant now = Instant.EPOCH;
    private final RequestCache cache = new RequestCache(new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void answersARepeatedRequestOfTheSameSession() {
        cache.add(request(1, "s"), answer("s"), "first");
        assertThat(cache.find(request(1, "s"))).contains("first");
        assertThat(cache.find(request(2, "s"))).isEmpty();
        assertThat(cache.find(request(1, "t"))).isEmpty();
    }

    @Test
    void knowsTheSessionThatARequestCreated() {
        cache.add(JsonParser.parseString("{\"id\":1}"), answer("new"), "made");
        assertThat(cache.find(request(1, "new"))).contains("made");
    }

    @Test
    void dropsAnswersAfterTwentySeconds() {
        cache.add(request(1, "s"), answer("s"), "first");
        now = now.plusSeconds(19);
        assertThat(cache.find(request(1, "s"))).isPresent();
        now = now.plusSeconds(1);
        assertThat(cache.find(request(1, "s"))).isEmpty();
    }

    @Test
    void dropsTheOldestAnswerWhenItIsFull() {
        String big = "x".repeat(9 << 20);
        cache.add(request(1, "s"), answer("s"), big);
        cache.add(request(2, "s"), answer("s"), big);
        assertThat(cache.find(request(1, "s"))).isEmpty();
        assertThat(cache.find(request(2, "s"))).isPresent();
    }

    private static JsonElement request(int id, String session) {
        return JsonParser.parseString("{\"id\":" + id + ",\"params\":{\"sessionId\":\"" + session + "\"}}");
    }

    private static JsonObject answer(String session) {
        return JsonParser.parseString("{\"result\":{\"sessionId\":\"" + session + "\"}}")
                .getAsJsonObject();
    }
}
