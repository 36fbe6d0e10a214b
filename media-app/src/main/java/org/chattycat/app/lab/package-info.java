/**
 * The page {@code /lab}: analyses a video file that anybody uploads. The analysis runs in a process of its own at the lowest
 * priority, so that neither a long nor a hostile file affects calls.
 */
package org.chattycat.app.lab;
