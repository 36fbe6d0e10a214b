package org.chattycat.app.identity.guest;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.chattycat.app.identity.account.DisplayName;
import org.chattycat.app.platform.database.ExpiringData;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Admits guests to meetings, for a limited time. */
@Component
@EnableConfigurationProperties(GuestProperties.class)
public class Guests implements ExpiringData {
    private final GuestRepository guests;
    private final Clock clock;
    private final GuestProperties properties;

    Guests(GuestRepository guests, Clock clock, GuestProperties properties) {
        this.guests = guests;
        this.clock = clock;
        this.properties = properties;
    }

    /** Admits a guest to a meeting; empty when the meeting does not admit guests or is locked. */
    Mono<GuestPrincipal> add(UUID meetingId, DisplayName name) {
        Instant now = clock.instant();
        return guests.add(UUID.randomUUID(), meetingId, name.value(), now, now.plus(properties.maxAge()))
                .map(Guest::principal);
    }

    /** Whether a guest is still admitted: not removed, not expired, and the meeting still admits guests. */
    public Mono<Boolean> isAdmitted(GuestPrincipal guest) {
        return guests.isAdmitted(guest.guestId(), clock.instant());
    }

    @Override
    public Mono<Long> deleteExpired() {
        return guests.deleteExpired(clock.instant());
    }
}
