package org.chattycat.kurento.peer.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.junit.jupiter.api.Test;

class StunCheckAnswerTest {
    /** RFC 5769 section 2.2. */
    private static final byte[] SAMPLE = HexFormat.of()
            .parseHex("0101003c2112a442b7e7a701bc34d686fa87dfae"
                    + "8022000b7465737420766563746f7220"
                    + "002000080001a147e112a643"
                    + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
                    + "80280004c07d4c96");

    private static final Mac MAC = StunCheck.macOf("VOkJxbRl1RmTxUk/WvJxBt");

    @Test
    void readsTheSampleOfRfc5769() {
        StunCheckAnswer answer = StunCheckAnswer.parse(SAMPLE, 0, SAMPLE.length);
        assertThat(answer).isNotNull();
        assertThat(answer.isSuccess()).isTrue();
        assertThat(answer.errorCode()).isZero();
        assertThat(answer.transactionId().array()).isEqualTo(HexFormat.of().parseHex("b7e7a701bc34d686fa87dfae"));
        assertThat(answer.isAuthentic(MAC)).isTrue();
        assertThat(answer.isAuthentic(StunCheck.macOf("another password"))).isFalse();
    }

    @Test
    void rejectsTruncatedAnswersAndRequests() {
        for (int length = 0; length < SAMPLE.length; length++) {
            assertThat(StunCheckAnswer.parse(SAMPLE, 0, length)).isNull();
        }
        byte[] request = StunCheck.write("to", "from", "password");
        assertThat(StunCheckAnswer.parse(request, 0, request.length)).isNull();
        assertThat(StunBindingRequest.parse(SAMPLE, 0, SAMPLE.length)).isNull();
    }

    @Test
    void readsWhatThisServerAnswers() {
        byte[] check = new StunCheck(new byte[12], "to", "from", 1, true, -2, false).write(MAC);
        StunBindingRequest request = StunBindingRequest.parse(check, 0, check.length);
        assertThat(request.controlling()).contains(-2L);
        byte[] success = StunBindingResponse.to(request, new InetSocketAddress("2001:db8::1", 5000), MAC);
        byte[] conflict = StunBindingResponse.roleConflict(request, MAC);
        StunCheckAnswer succeeded = StunCheckAnswer.parse(success, 0, success.length);
        StunCheckAnswer refused = StunCheckAnswer.parse(conflict, 0, conflict.length);
        assertThat(succeeded.isSuccess() && succeeded.isAuthentic(MAC)).isTrue();
        assertThat(refused.isSuccess()).isFalse();
        assertThat(refused.isAuthentic(MAC)).isTrue();
        assertThat(refused.errorCode()).isEqualTo(StunCheckAnswer.ROLE_CONFLICT);
        assertThat(refused.transactionId()).isEqualTo(succeeded.transactionId());
    }
}
