package org.chattycat.app.call;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AudienceTest {
    private final UUID owner = UUID.randomUUID();
    private final CallSocket ofOwner = mock();
    private final CallSocket ofAnother = mock();
    private final Audience audience = new Audience(() -> true, alive -> {});

    @Test
    @DisplayName("What concerns one participant reaches that participant's page only, and nobody after it left")
    void tellsOneParticipant() {
        audience.add(owner, ofOwner);
        audience.add(UUID.randomUUID(), ofAnother);
        ServerMessage message = new ServerMessage.CodeSeen(UUID.randomUUID(), List.of());
        audience.tell(owner, message);
        verify(ofOwner).send(message);
        audience.remove(ofOwner);
        ServerMessage late = new ServerMessage.CodeSeen(UUID.randomUUID(), List.of());
        audience.tell(owner, late);
        verify(ofOwner, never()).send(late);
        verify(ofAnother, never()).send(message);
    }
}
