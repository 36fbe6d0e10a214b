/**
 * Glass to glass: what the pages of viewers report about the videos that they receive, and the whole delay that follows from it
 * together with the measured latency from camera to server. A report passes these classes in order:
 *
 * <ol>
 *   <li>{@code ViewerReports} takes one report per second of each viewer and publication.
 *   <li>{@code CameraToServer} adds the newest latency that a worker measured.
 *   <li>{@code RecentFrames} has the frames that workers timed, and {@code MatchedFrames} finds those that the page timed too.
 *   <li>{@code GlassToGlass} derives the stages and the sum, with bounds.
 *   <li>{@code ViewerQualityStore} writes them in batches to the table {@code viewer_quality_window}.
 *   <li>{@code ViewerQualityController} answers GraphQL queries from it.
 * </ol>
 */
package org.chattycat.app.latency.viewer;
