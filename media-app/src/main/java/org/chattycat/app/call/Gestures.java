package org.chattycat.app.call;

import java.util.UUID;
import org.chattycat.app.platform.limits.LocalRateLimits;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.springframework.stereotype.Component;

/** Limits how often a participant raises a hand or reacts: everybody in the room sees it. */
@Component
class Gestures {
    private final LocalRateLimits perParticipant;

    Gestures(CallProperties properties) {
        this.perParticipant = new LocalRateLimits(properties.gesturesPerParticipant(), System::nanoTime);
    }

    /** @throws CallException with LIMIT_REACHED */
    void take(UUID participantId) {
        try {
            perParticipant.take(participantId.toString(), 1);
        } catch (RateLimitedException e) {
            throw new CallException(CallErrorCode.LIMIT_REACHED, "Too many reactions. Wait a few seconds.");
        }
    }
}
