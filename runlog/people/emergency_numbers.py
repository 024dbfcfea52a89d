"""The numbers by which medical help is called, by country, without a network: from the metadata of the phonenumbers library.

The library knows each country's emergency numbers, but not which of them brings an ambulance. Where it knows one number only, that is
the answer. For every other country the table below says, as is publicly known, which to dial first and, where a second one serves as well,
which next: the ambulance's own number, the number for all emergencies where that is the one to dial, and the fire brigade's where that is
who comes. A test holds every number of the table against the library, and finds the country that is missing from it.
"""

from phonenumbers import PhoneMetadata

_TABLE = """
AD:112,118 AE:998,112 AF:102,119 AG:911,999 AL:127,112 AM:103 AO:112 AR:107,911 AT:144,112 AU:000,112 AW:911 AZ:103,112 BA:124
BB:511,911 BD:999 BE:112 BF:18 BG:112 BH:999 BI:112 BJ:112 BN:991 BO:118 BQ:911 BR:192 BS:919,911 BT:112 BW:997 BY:103,112 BZ:911
CA:911 CC:000,112 CD:118 CF:1220 CG:118 CH:144,112 CI:180 CK:998 CL:131 CM:113 CN:120 CO:123 CR:911 CU:104 CV:130 CW:911
CX:000,112 CY:112,199 CZ:155,112 DE:112 DJ:18 DK:112 DM:999,911 DO:911 DZ:14,112 EC:911 EE:112 EG:123 EH:15 ER:114 ES:112 ET:911
FJ:911 FM:911 FO:112 FR:15,112 GA:1300 GB:999,112 GE:112 GF:15 GG:999,112 GH:193,999 GI:112,190 GM:116 GP:15 GR:166,112 GT:123
GW:118 GY:913 HK:999,112 HR:194,112 HT:118 HU:104,112 ID:119,112 IE:112,999 IL:101,112 IN:112,108 IQ:122 IR:115 IT:118,112
JE:999,112 JM:110 JO:911 JP:119 KE:999,112 KG:103 KH:119 KI:994,194 KM:18 KN:911 KP:119 KR:119 KZ:103,112 LA:195 LB:140 LC:911
LI:144,112 LK:110 LR:911 LS:112 LT:112,103 LU:112 LV:113,112 LY:193 MA:15 MC:18,112 MD:112,903 ME:124,112 MF:15 MG:118 MK:194,112
ML:15 MN:103 MQ:15,112 MR:18 MS:911 MU:114 MV:102 MW:998 MX:911 MY:999,112 MZ:117 NC:15 NE:15 NF:955 NI:128 NL:112 NO:113,112
NP:102 NR:111 OM:9999 PE:116,117 PF:15 PG:111 PH:911 PK:1122,115 PL:112,999 PM:15 PS:101 PT:112 PY:911 RE:15,112 RS:112 RU:103,112
RW:112 SA:997,911 SE:112 SG:995 SH:911 SI:112 SJ:113,112 SK:155,112 SL:999 SM:118 SN:18 SO:999 SV:911 SY:110 TC:911 TD:18 TG:118
TH:1669 TJ:103,112 TL:112 TM:03 TN:190 TO:933,911 TR:112 TT:990 TW:119 TZ:112,115 UA:103,112 US:911 UY:911 UZ:03 VA:118,112
VC:911,999 VE:911,171 VG:911,999 VN:115 WF:15 WS:996,911 XK:194,112 YE:191 YT:15,112 ZA:10177,112 ZM:991,112 ZW:994,999
"""
FIRST = {entry[:2]: tuple(entry[3:].split(",")) for entry in _TABLE.split()}


def emergency_numbers(country: str) -> tuple[str, ...] | None:
    """Return the numbers to dial for medical help in the country (two letters), the first to dial first.

    None means that nobody knows: the page then says "your local emergency number".
    """
    known = PhoneMetadata.short_metadata_for_region(country) if country else None
    if known is None or known.emergency is None or not known.emergency.example_number:
        return None
    return FIRST.get(country) or (known.emergency.example_number,)
