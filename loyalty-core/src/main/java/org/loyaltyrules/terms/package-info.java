/** A program's terms for its members, as a page of text. */
@NullMarked
package org.loyaltyrules.terms;

import org.jspecify.annotations.NullMarked;
