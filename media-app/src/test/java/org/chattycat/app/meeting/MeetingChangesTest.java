package org.chattycat.app.meeting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.app.platform.database.DatabaseNotifications;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What subscribers learn of a change while the database fails. */
class MeetingChangesTest {
    private static final UUID MEETING = UUID.randomUUID();
    private static final int LIMIT_SECONDS = 30;

    private final MeetingBatches meetings = mock();
    private final DatabaseNotifications notifications = mock();
    private final Sinks.Many<String> payloads = Sinks.many().multicast().directBestEffort();
    private final BlockingQueue<String> titles = new LinkedBlockingQueue<>();

    private static MeetingState titled(String title) {
        return new MeetingState(
                MEETING, title, false, false, false, false, false, Set.of(), null, null, null, Map.of());
    }

    @Test
    void aChangeIsReadAgainWhenTheDatabaseFailsOnce() throws InterruptedException {
        AtomicInteger reads = new AtomicInteger();
        when(notifications.listen(any(), any())).thenReturn(payloads.asFlux());
        when(meetings.state(any(), any(), any())).thenReturn(Mono.defer(() -> switch (reads.getAndIncrement()) {
            case 0 -> Mono.just(titled("before"));
            case 1 -> Mono.error(new IllegalStateException("once"));
            default -> Mono.just(titled("after"));
        }));
        Disposable subscriber =
                new MeetingChanges(meetings, notifications).of(MEETING).subscribe(change -> titles.add(change.title()));
        try {
            assertThat(titles.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("before");
            payloads.tryEmitNext(MEETING.toString());
            assertThat(titles.poll(LIMIT_SECONDS, TimeUnit.SECONDS)).isEqualTo("after");
            assertThat(reads).hasValue(3);
        } finally {
            subscriber.dispose();
        }
    }
}
