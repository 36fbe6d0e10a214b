package org.chattycat.app.housekeeping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.chattycat.app.platform.database.ExpiringData;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class HousekeepingTest {
    @Test
    void asksEveryPartEachTimeDespiteErrors() {
        AtomicInteger asked = new AtomicInteger();
        ExpiringData failing = () -> Mono.error(new IllegalStateException("for the test"));
        ExpiringData counting = () -> Mono.just((long) asked.incrementAndGet());
        Housekeeping housekeeping = new Housekeeping(List.of(failing, counting));

        housekeeping.deleteExpired().block();
        housekeeping.deleteExpired().block();

        assertThat(asked).hasValue(2);
    }
}
