package org.chattycat.kurento.peer.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HandshakeSlotsTest {
    private static final int MAX_OF_ONE_PARTICIPANT = 2 + 128;

    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final List<String> ran = new ArrayList<>();
    private boolean full;
    private final HandshakeSlots slots = new HandshakeSlots(task -> {
        if (full) {
            throw new RejectedExecutionException();
        }
        queue.add(task);
    });

    private boolean submit(String participant, int number) {
        return slots.submit(participant, () -> ran.add(participant + number));
    }

    private void runAll() {
        for (Runnable task = queue.poll(); task != null; task = queue.poll()) {
            task.run();
        }
    }

    @Test
    void aThirdHandshakeWaitsUntilOtherParticipantsHadATurn() {
        for (int i = 1; i <= 4; i++) {
            submit("a", i);
        }
        submit("b", 1);
        assertThat(queue).hasSize(3);
        runAll();
        assertThat(ran).containsExactly("a1", "a2", "b1", "a3", "a4");
    }

    @Test
    void waitingHandshakesRunEvenIfThePoolRejectsThem() {
        for (int i = 1; i <= 4; i++) {
            submit("a", i);
        }
        full = true;
        runAll();
        assertThat(ran).containsExactlyInAnyOrder("a1", "a2", "a3", "a4");
    }

    @Test
    void refusesHandshakesBeyondTheLimitAndAcceptsThemLater() {
        for (int i = 1; i <= MAX_OF_ONE_PARTICIPANT; i++) {
            assertThat(submit("a", i)).isTrue();
        }
        assertThat(submit("a", 0)).isFalse();
        assertThat(submit("b", 1)).isTrue();
        runAll();
        assertThat(submit("a", 0)).isTrue();
        runAll();
        assertThat(ran).hasSize(MAX_OF_ONE_PARTICIPANT + 2);
    }

    @Test
    void aPoolThatRejectsHandshakesLeavesTheSlotsFree() {
        full = true;
        for (int i = 1; i <= 3; i++) {
            assertThat(submit("a", i)).isFalse();
        }
        full = false;
        assertThat(submit("a", 4)).isTrue();
        assertThat(submit("a", 5)).isTrue();
        assertThat(queue).hasSize(2);
    }
}
