/** How exactly a figure of a series of measurements is known, where neighbours in the series are alike. */
package org.chattycat.app.latency.bootstrap;
