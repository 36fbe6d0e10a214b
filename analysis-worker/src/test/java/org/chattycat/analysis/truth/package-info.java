/** A model of light on its way from a phone's display through a camera and a network to the worker, with the true latency of each frame. */
package org.chattycat.analysis.truth;
