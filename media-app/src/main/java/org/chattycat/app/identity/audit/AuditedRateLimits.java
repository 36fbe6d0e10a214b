package org.chattycat.app.identity.audit;

import jakarta.servlet.http.HttpServletRequest;
import org.chattycat.app.platform.limits.RateLimit;
import org.chattycat.app.platform.limits.RateLimitedException;
import org.chattycat.app.platform.limits.RateLimits;
import org.springframework.stereotype.Component;

/** Rate limits for requests of people who are not signed in. Refusals are recorded in the audit log. */
@Component
public class AuditedRateLimits {
    private final RateLimits limits;
    private final AuditLog audit;

    AuditedRateLimits(RateLimits limits, AuditLog audit) {
        this.limits = limits;
        this.audit = audit;
    }

    /**
     * Takes one from a bucket. Blocks.
     *
     * @param detail for the audit log; an email address only when the allowance of that address is used up, because clients can
     *     choose any number of addresses
     * @throws RateLimitedException when the bucket is empty
     */
    public void take(String bucket, RateLimit limit, String detail, HttpServletRequest request) {
        try {
            limits.take(bucket, limit);
        } catch (RateLimitedException e) {
            audit.add(AuditKind.RATE_LIMITED, null, request, detail);
            throw e;
        }
    }

    /** Gives back one that was taken for a use that turned out not to count. Blocks. */
    public void giveBack(String bucket, RateLimit limit) {
        limits.giveBack(bucket, limit);
    }
}
