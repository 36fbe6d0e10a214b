package org.chattycat.app.latency.export;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileSlotsTest {
    private final FileSlots slots = new FileSlots();
    private final UUID ada = UUID.randomUUID();
    private final UUID ben = UUID.randomUUID();
    private final UUID eve = UUID.randomUUID();

    @Test
    void aReaderHasTwoFilesAtOnce() {
        slots.take(ada);
        slots.take(ada);
        assertThatThrownBy(() -> slots.take(ada)).hasMessageContaining("two files already");
        slots.take(ben);
        slots.release(ada);
        assertThatCode(() -> slots.take(ada)).doesNotThrowAnyException();
    }

    @Test
    void allReadersHaveFourFilesAtOnce() {
        slots.take(ada);
        slots.take(ada);
        slots.take(ben);
        slots.take(ben);
        assertThatThrownBy(() -> slots.take(eve)).hasMessageContaining("Several files");
        slots.release(ben);
        assertThatCode(() -> slots.take(eve)).doesNotThrowAnyException();
    }
}
