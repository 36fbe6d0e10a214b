package org.chattycat.app.meeting;

import java.security.Principal;
import java.util.UUID;
import org.chattycat.app.identity.account.Grant;
import org.chattycat.app.identity.account.NodeKind;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds participants of visible meetings by their ids. */
@Component
class ParticipantNode implements NodeKind {
    private final ParticipantRepository participants;

    ParticipantNode(ParticipantRepository participants) {
        this.participants = participants;
    }

    @Override
    public String table() {
        return "participant";
    }

    @Override
    public Mono<Participant> find(UUID id, Principal principal) {
        Grant grant = Grant.of(principal);
        return participants.findVisible(id, grant.accountId()).filter(found -> grant.covers(found.meetingId()));
    }
}
