/// A person's deadlines and routines as a calendar (RFC 5545) that programs subscribe to. Its address carries a secret
/// that is shown once, kept as a hash, good for nothing but reading this calendar, ended by its owner at any time and
/// with the account.
@NullMarked
package plumbline.server.inbox.calendar;

import org.jspecify.annotations.NullMarked;
