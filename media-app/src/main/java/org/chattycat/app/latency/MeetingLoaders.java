package org.chattycat.app.latency;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.chattycat.app.identity.account.Account;
import org.chattycat.app.identity.account.Accounts;
import org.chattycat.app.meeting.LatestStays;
import org.chattycat.app.meeting.Meeting;
import org.chattycat.app.meeting.MeetingAccess;
import org.chattycat.app.meeting.MeetingRepository;
import org.chattycat.app.meeting.Participant;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** One statement for all fields of a document that look up the same kind of thing. */
@Component
class MeetingLoaders {
    /** The loader of stays, by the name of the parameter that takes it: its type alone says too little. */
    private static final String PARTICIPANTS = "participants";

    private final MeetingRepository meetings;

    MeetingLoaders(MeetingRepository meetings, Accounts accounts, BatchLoaderRegistry loaders) {
        this.meetings = meetings;
        loaders.forTypePair(MeetingAccess.class, Meeting.class)
                .registerMappedBatchLoader((asked, environment) -> visible(asked));
        loaders.<LatestStays, List<Participant>>forName(PARTICIPANTS)
                .registerMappedBatchLoader((stays, environment) -> participants(stays));
        // Only one account asks, so there is only one key.
        loaders.forTypePair(UUID.class, Account.class)
                .registerMappedBatchLoader((ids, environment) ->
                        accounts.find(ids.iterator().next()).map(account -> Map.of(account.id(), account)));
    }

    private Mono<Map<MeetingAccess, Meeting>> visible(Set<MeetingAccess> asked) {
        UUID asker = asked.iterator().next().accountId();
        return meetings.findVisible(asked.stream().map(MeetingAccess::meetingId).toList(), asker)
                .collectMap(meeting -> new MeetingAccess(meeting.id(), asker));
    }

    private Mono<Map<LatestStays, List<Participant>>> participants(Set<LatestStays> wanted) {
        return meetings.participants(List.copyOf(wanted)).map(found -> {
            Map<LatestStays, List<Participant>> all = new HashMap<>(found);
            wanted.forEach(stays -> all.putIfAbsent(stays, List.of()));
            return all;
        });
    }
}
