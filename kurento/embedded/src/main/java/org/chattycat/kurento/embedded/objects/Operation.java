package org.chattycat.kurento.embedded.objects;

import com.google.gson.JsonElement;
import java.util.concurrent.CompletionStage;

/** An operation of a remote class. An operation that takes longer than a few milliseconds completes asynchronously. */
@FunctionalInterface
interface Operation<T extends MediaObject> {
    CompletionStage<JsonElement> invoke(T target, Call call);
}
