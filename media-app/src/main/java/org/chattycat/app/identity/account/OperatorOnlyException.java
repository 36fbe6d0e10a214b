package org.chattycat.app.identity.account;

/** Only operators of this installation may do this. The message is for people. */
public class OperatorOnlyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OperatorOnlyException() {
        super("Only operators of this installation can see this. The setting chattycat.operators lists them.");
    }
}
