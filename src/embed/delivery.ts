/** What sending needs and the form does not: fetched when the visitor first touches it. */
export { createCourier } from '../feedback/courier.js';
export { createOutbox } from '../memory/outbox.js';
export { createTransport } from '../transport/transport.js';
