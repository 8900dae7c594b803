/// Telling other programs what the journal notes, by Standard Webhooks 1.0.
///
/// A trigger copies each entry of the journal into `webhook_event` within the transaction that wrote it, so nothing is
/// told that did not happen and nothing that happened is missed. Any process then gives events to the endpoints that
/// want them and sends what is due; a delivery is in one hand at a time. A process that dies between sending and noting
/// it leaves the delivery to be sent again under the same `webhook-id`, by which receivers know that they have it.
@NullMarked
package plumbline.server.notice.webhook;

import org.jspecify.annotations.NullMarked;
