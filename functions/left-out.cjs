/**
 * Stands in a bundle for a package that its function never calls: the contracts of all authorities are in each bundle,
 * and one may read its messages by a package of its own.
 */
module.exports = {};
