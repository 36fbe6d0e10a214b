/**
 * Calls over the WebSocket {@code /call}. A message passes these classes in order:
 *
 * <ol>
 *   <li>{@code CallWebSocketHandler} receives it on a {@code CallSocket}, and {@code MessageCodec} decodes it.
 *   <li>{@code MessageDispatcher} passes it to the {@code Room} of its meeting, which {@code Rooms} holds, and reports errors.
 *   <li>{@code Room} handles it for a {@code LocalParticipant}, on a {@code RoomExecutor}: one task after another.
 *   <li>{@code RoomMedia} creates a {@code Publishing} or a {@code Viewing} on the {@code RoomPipeline}.
 *   <li>{@code Audience} sends all pages of the room what changed.
 * </ol>
 */
package org.chattycat.app.call;
