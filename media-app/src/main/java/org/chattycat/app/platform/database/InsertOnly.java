package org.chattycat.app.platform.database;

import org.springframework.data.annotation.Transient;
import org.springframework.data.domain.Persistable;

/**
 * An entity whose id the application chooses. Saving it always inserts a row: a row that exists is changed by a statement of
 * its own, never by saving the entity again.
 */
public interface InsertOnly<T> extends Persistable<T> {
    @Override
    @Transient
    default boolean isNew() {
        return true;
    }
}
