package org.chattycat.app.recording;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds recorded files of visible meetings by their ids. */
@Component
class RecordingNode implements NodeKind {
    private final Recordings recordings;

    RecordingNode(Recordings recordings) {
        this.recordings = recordings;
    }

    @Override
    public String table() {
        return "recording";
    }

    @Override
    public Mono<Recording> find(UUID id, Principal principal) {
        return recordings.findVisible(id, Grant.of(principal));
    }
}
