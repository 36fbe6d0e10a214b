package org.chattycat.kurento.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import org.chattycat.kurento.embedded.testing.FakeMediaEngine;
import org.chattycat.kurento.embedded.testing.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kurento's answers to mistakes that no transcript has recorded. */
class ErrorAnswersIT {
    private static EmbeddedKurento kurento;
    private static RawClient client;
    private static String session;
    private static String pipeline;
    private static String endpoint;

    @BeforeAll
    static void start() throws Exception {
        kurento = TestKurento.on(new FakeMediaEngine());
        client = new RawClient(kurento.uri());
        JsonObject created =
                client.call("create", "{\"type\":\"MediaPipeline\"}").getAsJsonObject("result");
        session = created.get("sessionId").getAsString();
        pipeline = created.get("value").getAsString();
        endpoint = create("WebRtcEndpoint", pipeline);
    }

    @AfterAll
    static void stop() {
        client.close();
        kurento.close();
    }

    private static JsonObject call(String method, String params) {
        return client.call(method, "{\"sessionId\":\"" + session + "\"," + params.replace('\'', '"') + "}");
    }

    private static JsonObject invoke(String object, String operation, String params) {
        return call(
                "invoke",
                "'object':'" + object + "','operation':'" + operation + "','operationParams':{" + params + "}");
    }

    private static String create(String type, String inPipeline) {
        return call("create", "'type':'" + type + "','constructorParams':{'mediaPipeline':'" + inPipeline + "'}")
                .getAsJsonObject("result")
                .get("value")
                .getAsString();
    }

    private static void assertError(JsonObject answer, int code, String type) {
        JsonObject error = answer.getAsJsonObject("error");
        assertThat(error).as(answer.toString()).isNotNull();
        assertThat(error.get("code").getAsInt()).as(answer.toString()).isEqualTo(code);
        JsonElement data = error.get("data");
        assertThat(data == null ? "" : data.getAsJsonObject().get("type").getAsString())
                .isEqualTo(type);
    }

    private static JsonElement value(JsonObject answer) {
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.getAsJsonObject("result").get("value");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                 | -32600 | ",
                "{\"id\":7}                                                         | -32600 | ",
                "{\"jsonrpc\":\"1.0\",\"id\":7,\"method\":\"ping\"}                     | -32600 | ",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":5}                            | -32600 | ",
                "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"ping\",\"params\":[]}       | -32600 | ",
                "[]                                                                 | -32600 | ",
                "{\"jsonrpc\":\"2.0\",\"method\":\"ping\",\"params\":{}}                | -32000 | "
            })
    void whatIsNoRequestIsAnsweredWithoutAnId(String text, int code, String type) throws Exception {
        try (RawClient other = new RawClient(kurento.uri())) {
            other.send(text);
            JsonObject answer = other.await(message -> true);
            assertThat(answer.get("id").isJsonNull()).as(answer.toString()).isTrue();
            assertError(answer, code, "");
        }
    }

    @Test
    void aNotificationIsNotExecuted() throws Exception {
        int before = kurento.objectCount();
        try (RawClient other = new RawClient(kurento.uri())) {
            other.send("{\"jsonrpc\":\"2.0\",\"method\":\"create\",\"params\":{\"type\":\"MediaPipeline\"}}");
            other.await(message -> message.has("error"));
        }
        assertThat(kurento.objectCount()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"create", "invoke", "subscribe", "unsubscribe", "release", "ref", "unref", "keepAlive", "describe"})
    void paramsAreRequired(String method) throws Exception {
        try (RawClient other = new RawClient(kurento.uri())) {
            other.send("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method + "\"}");
            JsonObject answer = other.await(message -> true);
            assertError(answer, -32602, "INVALID_PARAMS");
            assertThat(answer.get("id").getAsInt()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "setAudioFormat     | 'caps':{}                                              | 40001 | MARSHALL_ERROR",
                "setAudioFormat     | 'caps':{'codec':'MP3','bitrate':1}                     | 40001 | MARSHALL_ERROR",
                "setAudioFormat     | 'caps':{'codec':'OPUS'}                                | 40001 | MARSHALL_ERROR",
                "setVideoFormat     | 'caps':{}                                              | 40001 | MARSHALL_ERROR",
                "setVideoFormat     | 'caps':{'codec':'VP8','framerate':{}}                  | 40001 | MARSHALL_ERROR",
                "getGstreamerDot    | 'details':'EVERYTHING'                                 | 40001 | MARSHALL_ERROR",
                "dumpGstreamerDot   | 'details':5                                            | 40001 | MARSHALL_ERROR",
                "isMediaFlowingIn   | 'mediaType':'SMELL'                                    | 40001 | MARSHALL_ERROR",
                "createDataChannel  | 'ordered':'perhaps'                                    | 40001 | MARSHALL_ERROR",
                "createDataChannel  | 'maxRetransmits':'x'                                   | 40001 | MARSHALL_ERROR",
                "closeDataChannel   |                                                        | 40001 | MARSHALL_ERROR",
                "closeDataChannel   | 'channelId':1           | 40111 | MEDIA_OBJECT_OPERATION_NOT_SUPPORTED",
                "getTag             | 'key':'unknown'         | 40110 | MEDIA_OBJECT_TAG_KEY_NOT_FOUND"
            })
    void operationsCheckTheirParameters(String operation, String params, int code, String type) {
        assertError(invoke(endpoint, operation, params == null ? "" : params), code, type);
    }

    @ParameterizedTest
    @CsvSource({"certificateKeyType,DSA", "qosDscp,FASTEST"})
    void constructorsCheckTheirEnumerations(String parameter, String value) {
        String params = "'type':'WebRtcEndpoint','constructorParams':{'mediaPipeline':'" + pipeline + "','" + parameter
                + "':'" + value + "'}";
        assertError(call("create", params), 40001, "MARSHALL_ERROR");
    }

    @Test
    void validParametersAreAccepted() {
        assertThat(value(invoke(endpoint, "setAudioFormat", "'caps':{'codec':'OPUS','bitrate':64000}"))
                        .isJsonNull())
                .isTrue();
        assertThat(value(invoke(
                                endpoint,
                                "setVideoFormat",
                                "'caps':{'codec':'VP8','framerate':{'numerator':30,'denominator':1}}"))
                        .isJsonNull())
                .isTrue();
        assertThat(value(invoke(endpoint, "getGstreamerDot", "'details':'SHOW_ALL'"))
                        .getAsString())
                .startsWith("digraph");
        assertThat(value(invoke(endpoint, "removeTag", "'key':'unknown'")).isJsonNull())
                .isTrue();
        assertThat(value(invoke("manager_ServerManager", "getUsedCpu", "'interval':-1"))
                        .isJsonNull())
                .isTrue();
    }

    @Test
    void anUnknownModuleHasNoDescription() {
        assertError(invoke("manager_ServerManager", "getKmd", "'moduleName':'none'"), 40500, "UNDEFINED");
    }

    @Test
    void elementsOfTwoPipelinesCannotBeConnected() {
        String other = call("create", "'type':'MediaPipeline'")
                .getAsJsonObject("result")
                .get("value")
                .getAsString();
        String sink = create("PassThrough", other);
        assertError(invoke(endpoint, "connect", "'sink':'" + sink + "'"), 40004, "CONNECT_ERROR");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'id':1,'jsonrpc':'2.0','method':'ping','params':{}}",
                "{'id':'a','jsonrpc':'2.0','method':'ping','params':{}}",
                "{'jsonrpc':'2.0','method':'ping','params':{}}",
                "{'id':0,'jsonrpc':'2.0','method':'invoke','params':{'object':'newref:9','operation':'getName'}}",
                "{'id':0,'jsonrpc':'2.0','method':'invoke','params':{'object':'newref:x','operation':'getName'}}"
            })
    void aMalformedTransactionFailsAsAWhole(String operation) {
        assertError(call("transaction", "'operations':[" + operation + "]"), 40008, "MALFORMED_TRANSACTION");
    }

    @Test
    void garbageIsNoticedWhileAnAnswerIsDue() {
        String offering = create("WebRtcEndpoint", pipeline);
        assertThat(value(invoke(offering, "generateOffer", "")).getAsString()).startsWith("v=0");
        assertThat(value(invoke(offering, "getStats", "")).isJsonNull()).isTrue();
        assertError(invoke(offering, "processOffer", "'offer':'garbage'"), 40201, "SDP_PARSE_ERROR");
        assertError(
                invoke(offering, "processOffer", "'offer':'v=0\\r\\nm=audio 9 RTP/AVP 0\\r\\n'"),
                40208,
                "SDP_END_POINT_ALREADY_NEGOTIATED");
    }

    @Test
    void parametersOfRembThatAreNotGivenStay() {
        String one = create("WebRtcEndpoint", pipeline);
        String struct = "'rembParams':{'__module__':'kurento','__type__':'RembParams',";
        value(invoke(one, "setRembParams", struct + "'upLosses':7}"));
        value(invoke(one, "setRembParams", struct + "'rembOnConnect':2000000}"));
        JsonObject params = value(invoke(one, "getRembParams", "")).getAsJsonObject();
        assertThat(params.get("upLosses").getAsInt()).isEqualTo(7);
        assertThat(params.get("rembOnConnect").getAsInt()).isEqualTo(2_000_000);
    }

    @Test
    void sessionsHoldAndGiveUpObjects() throws Exception {
        try (RawClient other = new RawClient(kurento.uri())) {
            String its = other.call("connect", "{}")
                    .getAsJsonObject("result")
                    .get("sessionId")
                    .getAsString();
            String element = create("PassThrough", pipeline);
            String params = "{\"object\":\"" + element + "\",\"sessionId\":\"" + its + "\"}";
            assertThat(other.call("ref", params)
                            .getAsJsonObject("result")
                            .get("sessionId")
                            .getAsString())
                    .isEqualTo(its);
            call("unref", "'object':'" + element + "'");
            assertThat(other.call("describe", params).has("result"))
                    .as("held by the other session")
                    .isTrue();
            other.call("unref", params);
            assertError(other.call("describe", params), 40101, "MEDIA_OBJECT_NOT_FOUND");
            assertError(other.call("unref", params), 40101, "MEDIA_OBJECT_NOT_FOUND");
            assertError(other.call("ref", "{\"object\":\"" + pipeline + "\"}"), -32000, "");
            assertThat(other.call("keepAlive", "{\"sessionId\":\"" + its + "\"}")
                            .has("result"))
                    .isTrue();
            assertError(other.call("keepAlive", "{\"sessionId\":\"none\"}"), 40007, "INVALID_SESSION");
        }
    }
}
