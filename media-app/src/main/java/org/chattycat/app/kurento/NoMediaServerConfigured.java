package org.chattycat.app.kurento;

import java.util.List;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Holds where {@code chattycat.kurento.uris} is empty. */
final class NoMediaServerConfigured implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        return Binder.get(context.getEnvironment())
                .bind("chattycat.kurento.uris", Bindable.listOf(String.class))
                .orElse(List.of())
                .isEmpty();
    }
}
