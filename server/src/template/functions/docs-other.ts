// Descriptions of functions on numbers, dates, versions, secrets and chance.

export const otherDocs = `
add NUMBER… | The sum, in integers
add1 NUMBER | One more
sub A B | A less B, in integers
mul NUMBER… | The product, in integers
div A B | A by B, in integers: the rest is dropped
mod A B | The rest of A by B
max NUMBER… | The largest, as an integer
biggest NUMBER… | The largest, as an integer; the same as \`max\`
min NUMBER… | The smallest, as an integer
addf NUMBER… | The sum, with fractions
add1f NUMBER | One more, with fractions
subf NUMBER… | The first less all others, with fractions
mulf NUMBER… | The product, with fractions
divf NUMBER… | The first by all others, with fractions
maxf NUMBER… | The largest, with fractions
minf NUMBER… | The smallest, with fractions
ceil NUMBER | The next whole number above
floor NUMBER | The next whole number below
round NUMBER DIGITS | Rounded to so many digits behind the point
now | The time of the render: another text at each install
date FORMAT TIME | A time as text, by Go's format: \`2006-01-02\`
dateInZone FORMAT TIME ZONE | The same in a time zone
dateModify DURATION TIME | A time moved by a duration such as \`-1.5h\`
toDate FORMAT TEXT | A time read from text, by Go's format
htmlDate TIME | A time as \`2006-01-02\`
htmlDateInZone TIME ZONE | The same in a time zone
unixEpoch TIME | Seconds since 1970
ago TIME | How long ago that is, in seconds
duration SECONDS | Seconds as \`1h35m0s\`
durationRound DURATION | Rounded to its largest unit: \`2h\`, \`3d\`
durationRoundTo UNIT DURATION | Rounded to multiples of a unit
durationTruncateTo UNIT DURATION | Cut to multiples of a unit
durationNanoseconds DURATION | In nanoseconds
durationMicroseconds DURATION | In microseconds
durationMilliseconds DURATION | In milliseconds
durationSeconds DURATION | In seconds
durationMinutes DURATION | In minutes
durationHours DURATION | In hours
durationDays DURATION | In days
durationWeeks DURATION | In weeks
toDuration TEXT | A duration read from text such as \`1h30m\`
semver VERSION | A version with its \`Major\`, \`Minor\`, \`Patch\`, \`Prerelease\`, \`Metadata\`
semverCompare CONSTRAINT VERSION | Whether the version meets a constraint such as \`>=1.30-0\`; with \`-0\` also versions of cloud providers
uuidv4 | A random UUID: another one at each install
randAlphaNum LENGTH | Random letters and digits: other ones at each install
randAlpha LENGTH | Random letters: other ones at each install
randNumeric LENGTH | Random digits: other ones at each install
randAscii LENGTH | Random characters: other ones at each install
randBytes LENGTH | Random bytes in Base64: other ones at each install
randInt LEAST MOST | A random integer: another one at each install
genPrivateKey TYPE | A private key: \`rsa\`, \`dsa\`, \`ecdsa\` or \`ed25519\`
genCA NAME DAYS | A certificate authority with its \`Cert\` and \`Key\`
genCAWithKey NAME DAYS KEY | The same with a key that is there
genSelfSignedCert NAME IPS NAMES DAYS | A certificate signed by itself, with its \`Cert\` and \`Key\`
genSelfSignedCertWithKey NAME IPS NAMES DAYS KEY | The same with a key that is there
genSignedCert NAME IPS NAMES DAYS CA | A certificate signed by an authority
genSignedCertWithKey NAME IPS NAMES DAYS CA KEY | The same with a key that is there
buildCustomCert CERTIFICATE KEY | A certificate from Base64, for \`genSignedCert\`
derivePassword COUNTER TYPE PASSWORD USER SITE | A password made of a master password, the same each time
htpasswd USER PASSWORD | A line of an htpasswd file
bcrypt TEXT | Its bcrypt hash: another one each time
encryptAES KEY TEXT | Encrypted by AES-256, in Base64
decryptAES KEY TEXT | What \`encryptAES\` made of it
hello | \`Hello!\`
`;
