package org.chattycat.kurento.embedded.io;

import java.net.BindException;

/** All UDP ports of a range are taken. The message names address and range. */
public final class NoFreePortException extends BindException {
    NoFreePortException(String message) {
        super(message);
    }
}
