/** Takes one tap's packets through all stages, on a pool that all taps share fairly. */
package org.chattycat.analysis.pipeline;
