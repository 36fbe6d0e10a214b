package org.chattycat.kurento.embedded.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.chattycat.kurento.embedded.objects.KurentoErrorCode;
import org.chattycat.kurento.embedded.objects.ObjectLimits;
import org.chattycat.kurento.embedded.objects.ObjectService;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.junit.jupiter.api.Test;

/** Sends randomly changed requests. Run with -Dfuzz.seed=… to repeat a failure. */
class RpcFuzzTest {
    private static final int MESSAGES = 20_000;
    private static final ObjectLimits LIMITS = new ObjectLimits(50, 200, 500, 10);
    private static final String[] TRANSCRIPTS = {"01-basics", "02-errors", "06-call-chromium"};
    private static final String[] ODDITIES = {
        "null",
        "true",
        "-1",
        "1e999",
        "0.5",
        "2147483648",
        "\"\"",
        "\"newref:0\"",
        "\"newref:x\"",
        "[]",
        "{}",
        "[[[]]]",
        "{\"a\":{\"b\":null}}",
        "\"\\u0000\"",
        "\"manager_ServerManager\"",
        "\"MediaPipeline\"",
        "\"VIDEO\"",
        "\"sessionId\""
    };

    @Test
    void answersEveryRequestAndLeavesNoObjects() throws Exception {
        long seed = Long.getLong("fuzz.seed", System.nanoTime());
        System.out.println("fuzz.seed=" + seed);
        Random random = new Random(seed);
        List<String> corpus = corpus();
        FakeMediaEngine media = new FakeMediaEngine();
        ObjectService server = new ObjectService(media, Clock.systemUTC(), LIMITS);
        EmbeddedChannel channel = connect(server);
        List<String> ids = new ArrayList<>(List.of("manager_ServerManager"));
        for (int i = 0; i < MESSAGES; i++) {
            if (!channel.isOpen()) {
                channel = connect(server);
            }
            String request = mutated(corpus.get(random.nextInt(corpus.size())), ids, random);
            channel.writeInbound(new TextWebSocketFrame(request));
            for (TextWebSocketFrame out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                check(request, JsonParser.parseString(out.text()).getAsJsonObject(), ids);
                out.release();
            }
            if (i % 500 == 0) {
                server.sweep();
            }
        }
        assertThat(server.objectCount()).isLessThanOrEqualTo(LIMITS.objects());
        assertThat(server.sessionCount()).isLessThanOrEqualTo(LIMITS.sessions());
        server.sweep();
        server.sweep();
        assertThat(server.objectCount()).isZero();
        assertThat(media.transports()).isEmpty();
        channel.finishAndReleaseAll();
    }

    private static EmbeddedChannel connect(ObjectService server) {
        return new EmbeddedChannel(new Connection(
                new Methods(server), new RequestCache(Clock.systemUTC()), ConcurrentHashMap.newKeySet()));
    }

    private static void check(String request, JsonObject message, List<String> ids) {
        assertThat(message.get("jsonrpc").getAsString()).isEqualTo("2.0");
        if (message.get("error") instanceof JsonObject error) {
            assertThat(error.get("message").getAsString()).isNotEmpty();
            if (error.get("code").getAsInt() == KurentoErrorCode.INTERNAL_ERROR.number()) {
                // The only internal errors are those of Kurento itself.
                assertThat(error.get("message").getAsString()).as(request).contains(": bad_");
            }
        } else if (message.get("result") instanceof JsonObject result
                && result.get("value") != null
                && result.get("value").isJsonPrimitive()
                && result.get("value").getAsString().contains("_kurento.")) {
            ids.add(result.get("value").getAsString());
        }
    }

    private static String mutated(String request, List<String> ids, Random random) {
        String text = request.replaceAll(
                "[0-9a-f-]{36}_kurento\\.[^\"]*",
                java.util.regex.Matcher.quoteReplacement(ids.get(Math.max(0, ids.size() - 1 - random.nextInt(20)))));
        text = text.replaceFirst("\"id\":\\d+", "\"id\":" + random.nextInt(1 << 30));
        for (int n = random.nextInt(4); n > 0; n--) {
            text = switch (random.nextInt(5)) {
                case 0 -> replaceValue(text, random);
                case 1 -> replaceValue(text, random);
                case 2 -> dropMember(text, random);
                case 3 -> cut(text, random);
                default -> flip(text, random);
            };
        }
        return text;
    }

    private static String replaceValue(String text, Random random) {
        List<int[]> values = new ArrayList<>();
        java.util.regex.Matcher matcher =
                java.util.regex.Pattern.compile(":(\"[^\"]*\"|\\d+|\\{\\})").matcher(text);
        while (matcher.find()) {
            values.add(new int[] {matcher.start(1), matcher.end(1)});
        }
        if (values.isEmpty()) {
            return text;
        }
        int[] value = values.get(random.nextInt(values.size()));
        return text.substring(0, value[0]) + ODDITIES[random.nextInt(ODDITIES.length)] + text.substring(value[1]);
    }

    private static String dropMember(String text, Random random) {
        String[] members = text.split("(?<=,)");
        members[random.nextInt(members.length)] = "";
        return String.join("", members);
    }

    private static String cut(String text, Random random) {
        if (text.length() < 2 || random.nextInt(4) > 0) {
            return text;
        }
        int start = random.nextInt(text.length());
        return text.substring(0, start) + text.substring(start + random.nextInt(text.length() - start));
    }

    private static String flip(String text, Random random) {
        if (text.isEmpty()) {
            return text;
        }
        int at = random.nextInt(text.length());
        return text.substring(0, at)
                + (char) random.nextInt(random.nextBoolean() ? 128 : 0x10000)
                + text.substring(at + 1);
    }

    private static List<String> corpus() throws Exception {
        List<String> requests = new ArrayList<>();
        for (String name : TRANSCRIPTS) {
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    RpcFuzzTest.class.getResourceAsStream("/transcripts/" + name + ".jsonl"),
                    StandardCharsets.UTF_8))) {
                reader.lines()
                        .map(line -> JsonParser.parseString(line).getAsJsonObject())
                        .filter(line ->
                                line.has("dir") && line.get("dir").getAsString().equals("client"))
                        .map(line -> line.get("msg").toString())
                        .filter(request -> !request.contains("getUsedCpu"))
                        .forEach(requests::add);
            }
        }
        return requests;
    }
}
