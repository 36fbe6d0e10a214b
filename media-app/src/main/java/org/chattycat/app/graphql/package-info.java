/** GraphQL's plumbing: what all queries share. */
package org.chattycat.app.graphql;
