package org.chattycat.app.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.chattycat.analysis.live.ClockSource;
import org.chattycat.analysis.live.LatencySample;
import org.chattycat.analysis.live.SampleValidity;
import org.chattycat.analysis.live.SampleZone;
import org.chattycat.app.call.MessageCodec.BadMessageException;
import org.chattycat.app.meeting.PublicationKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {
    private static final UUID ID = UUID.fromString("0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001");

    @Test
    void readsClientMessages() throws BadMessageException {
        assertThat(MessageCodec.read(
                        "{\"type\":\"join\",\"ref\":7,\"meetingId\":\"%s\",\"displayName\":\" Ada \",\"new\":[1]}"
                                .formatted(ID)))
                .isEqualTo(new ClientMessage.Join(7L, ID, "Ada", null));
        assertThat(MessageCodec.read("{\"type\":\"publish\",\"ref\":0,\"kind\":\"screen\",\"sdp\":\"v=0\\r\\n\"}"))
                .isEqualTo(new ClientMessage.Publish(0L, PublicationKind.SCREEN, "v=0\r\n"));
        assertThat(MessageCodec.read(
                        "{\"type\":\"candidate\",\"ref\":7,\"role\":\"publisher\",\"candidate\":\"\",\"sdpMid\":null}"))
                .isEqualTo(new ClientMessage.TrickledCandidate(7L, null, EndpointRole.PUBLISHER, "", "", 0));
        assertThat(MessageCodec.read("{\"type\":\"ping\"}")).isEqualTo(new ClientMessage.Ping(null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "null",
                "[]",
                "7",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"joined\"}",
                "{\"type\":\"org.chattycat.app.call.ClientMessage$Ping\"}",
                "{\"type\":\"join\"}",
                "{\"type\":\"join\",\"ref\":\"7\",\"meetingId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\"}",
                "{\"type\":\"join\",\"ref\":-1,\"meetingId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\"}",
                "{\"type\":\"join\",\"ref\":1e30,\"meetingId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\"}",
                "{\"type\":\"join\",\"ref\":1,\"meetingId\":\"over there\"}",
                "{\"type\":\"join\",\"ref\":1,\"meetingId\":{}}",
                "{\"type\":\"join\",\"ref\":1,\"meetingId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\",\"displayName\":\" \"}",
                "{\"type\":\"publish\",\"ref\":1,\"kind\":\"camera\",\"sdp\":\"hello\"}",
                "{\"type\":\"publish\",\"ref\":1,\"kind\":\"CAMERA\",\"sdp\":\"v=0\"}",
                "{\"type\":\"publish\",\"ref\":1,\"kind\":\"camera\",\"sdp\":\"v=0\\r\\na=ice-lite\\r\\n\"}",
                "{\"type\":\"publish\",\"ref\":1,\"kind\":0,\"sdp\":\"v=0\"}",
                "{\"type\":\"candidate\",\"role\":\"publisher\",\"candidate\":\"\"}",
                "{\"type\":\"mute\",\"publicationId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\",\"audioMuted\":\"yes\"}",
                "{\"type\":\"picture\",\"publicationId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\",\"picture\":1}",
                "{\"type\":\"uplink\",\"publicationId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\",\"grade\":\"POOR\"}",
                "{\"type\":\"uplink\",\"publicationId\":\"0b0e7a52-3f3c-4a5e-9b06-3a1c7ab0a001\",\"grade\":2}"
            })
    void rejectsInvalidMessages(String text) {
        assertThatThrownBy(() -> MessageCodec.read(text))
                .isInstanceOf(BadMessageException.class)
                .message()
                .isNotBlank()
                .hasSizeLessThan(300)
                .doesNotContain("org.chattycat");
    }

    @Test
    void rejectsDeepNestingWithoutOverflow() {
        String text = "{\"type\":" + "[".repeat(30_000);
        assertThatThrownBy(() -> MessageCodec.read(text)).isInstanceOf(BadMessageException.class);
    }

    @Test
    void keepsTheRefOfAnInvalidRequest() {
        BadMessageException bad = catchThrowableOfType(
                BadMessageException.class, () -> MessageCodec.read("{\"type\":\"view\",\"ref\":12}"));
        assertThat(bad.ref()).isEqualTo(12);
        assertThat(bad).hasMessage("publicationId is missing");
    }

    @Test
    void writesServerMessages() {
        assertThat(MessageCodec.write(new ServerMessage.Pong(null, null))).isEqualTo("{\"type\":\"pong\"}");
        assertThat(MessageCodec.write(new ServerMessage.Failure(null, CallErrorCode.REPLACED, "Gone.", true)))
                .isEqualTo("{\"type\":\"error\",\"code\":\"REPLACED\",\"message\":\"Gone.\",\"fatal\":true}");
        assertThat(MessageCodec.write(new ServerMessage.Renegotiate(ID, EndpointRole.VIEWER)))
                .isEqualTo("{\"type\":\"renegotiate\",\"publicationId\":\"%s\",\"role\":\"viewer\"}".formatted(ID));
        assertThat(MessageCodec.write(new ServerMessage.Latency(List.of(new LatencySample(
                        ID,
                        UUID.randomUUID(),
                        ID,
                        ID,
                        Instant.parse("2026-03-01T09:30:00.123456Z"),
                        Instant.parse("2026-03-01T09:30:00.121956Z"),
                        1.5,
                        1,
                        2,
                        1.4,
                        1.1,
                        1.7,
                        0.25,
                        ClockSource.GOPRO,
                        SampleZone.ZONED,
                        "00042",
                        1,
                        SampleValidity.VALID)))))
                .isEqualTo("""
                        {"type":"latency","measurements":[{"sampleId":"#","participantId":"#","publicationId":"#",\
                        "arrivedAt":"2026-03-01T09:30:00.123456Z","latencyMs":1.5,"lowerMs":1.0,"upperMs":2.0,\
                        "estimateMs":1.4,"estimateLowerMs":1.1,"estimateUpperMs":1.7,"plusMinusMs":0.25,\
                        "source":"GOPRO","zone":"ZONED","clockId":"00042","clockNumber":1,"validity":"VALID"}]}""".replace("#", ID.toString()));
    }
}
