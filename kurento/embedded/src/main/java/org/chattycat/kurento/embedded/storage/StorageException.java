package org.chattycat.kurento.embedded.storage;

import java.io.IOException;

/** Something that cannot be stored or fetched. The message is a sentence for the client, without addresses and paths. */
public final class StorageException extends IOException {
    public StorageException(String message) {
        super(message);
    }

    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
