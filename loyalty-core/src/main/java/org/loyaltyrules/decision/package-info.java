/** What the host gets back: immutable decisions, and their JSON. */
@NullMarked
package org.loyaltyrules.decision;

import org.jspecify.annotations.NullMarked;
