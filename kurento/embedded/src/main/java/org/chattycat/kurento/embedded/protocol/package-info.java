/** Kurento's wire protocol: JSON-RPC 2.0 over WebSocket, its methods, its sessions across connections, its errors. */
package org.chattycat.kurento.embedded.protocol;
