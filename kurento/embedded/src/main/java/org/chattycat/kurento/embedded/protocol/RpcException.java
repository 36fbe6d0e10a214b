package org.chattycat.kurento.embedded.protocol;

/** A request that violates JSON-RPC itself (section 5.1 of its specification). */
final class RpcException extends RuntimeException {
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    /** A request without params. */
    static final int INVALID_PARAMS = -32602;
    /** Kurento's code for a missing or malformed parameter of a method. */
    static final int SERVER_ERROR = -32000;

    private final int code;

    RpcException(int code, String message) {
        super(message);
        this.code = code;
    }

    static RpcException required(String parameter) {
        return new RpcException(SERVER_ERROR, "'" + parameter + "' parameter is required");
    }

    int code() {
        return code;
    }
}
