package org.chattycat.app.identity.profile;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.chattycat.app.identity.account.PersonalData;
import org.chattycat.app.identity.audit.AuditLog;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the audit log says about an account. */
@Component
class AuditData implements PersonalData {
    private final AuditLog audit;

    AuditData(AuditLog audit) {
        this.audit = audit;
    }

    @Override
    public String name() {
        return "events";
    }

    @Override
    public Flux<Map<String, Object>> of(UUID accountId) {
        return audit.of(accountId).map(event -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("at", event.at());
            row.put("kind", event.kind());
            row.put("address", event.address());
            row.put("browser", event.browser());
            row.put("detail", event.detail());
            row.put("times", event.times());
            row.put("lastAt", event.lastAt());
            return row;
        });
    }

    /** That something happened stays for as long as events are kept; from where and in which words does not. */
    @Override
    public Mono<Void> forget(UUID accountId) {
        return audit.anonymize(accountId);
    }
}
