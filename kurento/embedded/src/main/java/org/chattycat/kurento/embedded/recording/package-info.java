/**
 * Recordings: from the packets of a source to a WebM file. {@link org.chattycat.kurento.embedded.recording.TrackInput} makes frames of
 * packets, {@link org.chattycat.kurento.embedded.recording.MediaTimeline} gives them times,
 * {@link org.chattycat.kurento.embedded.recording.Interleaver} orders them over both tracks, and
 * {@link org.chattycat.kurento.embedded.recording.RecordingWriter} writes them on a thread of its own.
 */
package org.chattycat.kurento.embedded.recording;
