extension Interpretation {
  /// I-21 and on.
  static let later = [
    Interpretation(
      "I-21",
      ja: "料金月や契約年の最初の日に当たる日が、その月にないとき",
      "翌月の1日を最初の日とします。",
      en: "A month that lacks the day on which a fee month or a contract year would start",
      "It then starts on the first day of the next month."),
    Interpretation(
      "I-22",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第20条第5項の除外が、"
        + "重大な過失にも及ぶか",
      "I-36のとおり、自動的には適用せず、当社の担当者が項目ごとに判断します。",
      en: "Whether the exclusions in 第20条第5項 of the Optage Connectivity cloud storage terms of "
        + "use hold against gross negligence",
      "As in I-36, we do not apply them automatically. A person at our company decides, item by "
        + "item."),
    Interpretation(
      "I-23", setBy: "clock",
      ja: "「ネットワークサービス利用規約」第19条第1項の「利用不能の日数」の数え方",
      "当社が利用不能を知った時刻から、24時間ごとに1日と数えます。"
        + "24時間に満たない部分は数えません。",
      en: "The days of an outage in 第19条第1項 of the Network service terms of use",
      "They are the whole periods of 24 hours, counted from when we learned of the outage."),
    Interpretation(
      "I-24",
      ja: "「ネットワークサービス利用規約」第19条第1項の「前料金月の利用がない場合」の意味",
      "その月が契約の利用期間に含まれないか、従量制でその月の料金が0円の場合をいいます。"
        + "それ以外の無料の月は、利用があったものとします。",
      en: "When there was no use in the previous fee month, in 第19条第1項 of the Network service "
        + "terms of use",
      "There was none if the contract was not in service in that month, or if it is metered and "
        + "the charge was zero. Any other free month counts as use."),
    Interpretation(
      "I-25", setBy: "cap",
      ja: "損害賠償の上限額に消費税を含むか",
      "「ネットワークサービス利用規約」では税抜きです（第22条第3項）。"
        + "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条では、"
        + "減額前の月額料金と消費税（1円未満切捨て）の合計です（第24条第1項、別表3第6項）。"
        + "「USEN GATE 02 IIJ ID サービス約款」第13条では税込みの支払額です（第7条）。"
        + "12か月分に満たないときは、その旨を示します。",
      en: "Whether a limit of damages includes consumption tax",
      "Under the Network service terms of use it does not (第22条第3項). In 第21条 of the Optage "
        + "Connectivity cloud storage terms of use it is the monthly fee before any reduction "
        + "plus the tax on it, rounded down (第24条第1項, 別表3第6項). In 第13条 of the USEN "
        + "GATE 02 IIJ ID service terms it is what you paid, with tax (第7条); we say so if that "
        + "is less than 12 months."),
    Interpretation(
      "I-26",
      ja: "減額された料金を損害賠償から差し引くか（損益相殺）",
      "差し引きません。減額と損害賠償は別のもので、一方が他方を減らすことはありません。",
      en: "Whether the fee reduction is set off against damages (損益相殺)",
      "It is not. Neither lowers the other."),
    Interpretation(
      "I-27",
      ja: "「ネットワークサービス利用規約」第22条第1項による支払いごとの消費税の計算と、"
        + "書面ごとに一度の端数処理（消費税法施行令第70条の10）の関係",
      "一通の書面を一つの支払いとして扱います。",
      en: "Tax for each payment by 第22条第1項 of the Network service terms of use, against one "
        + "rounding for each document (消費税法施行令第70条の10)",
      "We treat one document as one payment."),
    Interpretation(
      "I-28",
      ja: "「ネットワークサービス利用規約」で当社の責によらないとされる、"
        + "お客様が手配されたアクセス回線の障害（第20条第1項(2)）が、お客様の責によるか",
      "サービス自体は利用不能ではないため、お客様側の原因によるものとして扱います。",
      en: "Whether a fault of an access line that you arranged, which is not our doing by "
        + "第20条第1項(2) of the Network service terms of use, is yours",
      "The service itself was not unusable, so we treat the cause as being on your side."),
    Interpretation(
      "I-29",
      ja: "「ネットワークサービス利用規約」第19条で、一部は当社の責により、"
        + "一部は他の電気通信事業者に起因する利用不能",
      "24時間の要件は、どちらによるかを問わず、利用不能の状態全体で判断します。"
        + "どの日が当社の責によるかは、当社の担当者が判断します。",
      en: "An outage partly our doing and partly another carrier's, in 第19条 of the Network "
        + "service terms of use",
      "Whether it lasted 24 hours is judged by the state of the service, whoever caused it. A "
        + "person at our company decides which days are ours."),
    Interpretation(
      "I-30",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」で、"
        + "契約の内容が変わった月の料金",
      "その月の初日に有効な契約の内容による料金とします。別表3では料金を月単位で定め、"
        + "日割りをしないためです。",
      en: "The fee of a month in which the contract changed, under the Optage Connectivity cloud "
        + "storage terms of use",
      "It is the fee of the contract as it stood on the first day of the month. By 別表3 fees are "
        + "set by the month and not prorated."),
    Interpretation(
      "I-31",
      ja: "数えない時間が利用不能の間にあるとき、24時間を初めから数え直すか",
      "数え直しません。利用できない状態は続いており、数えることだけを止めるためです"
        + "（「ネットワークサービス利用規約」第8条第6項、"
        + "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第24条第2項(2)）。",
      en: "Whether time that is not counted sets the 24 hours back to zero",
      "It does not. The state goes on and only its count stops (第8条第6項 of the Network service "
        + "terms of use, 第24条第2項(2) of the Optage Connectivity cloud storage terms of use)."),
    Interpretation(
      "I-32",
      ja: "障害が続く間に予告した工事や行う修理と、予告の範囲を外れた工事の扱い",
      "障害が続く間は、呼び名にかかわらず、原因も含めてその障害として扱います。"
        + "緊急工事は時間の計算を止めず、利用不能と重なるか接するときはその一部とします。"
        + "予告のない停止は、お客様には障害と区別できないためです。",
      en: "Works announced and repairs made while a fault goes on, and works outside what was "
        + "announced",
      "While the fault lasts they are part of it, with its cause, whatever they are called. "
        + "Emergency works stop no count, and where they touch an outage they are part of it: "
        + "you cannot tell a stop without notice from the fault."),
    Interpretation(
      "I-33",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条の「当該月」と"
        + "「認めた月」",
      "「当該月」は損害のあった月とします。「認めた月」は、当社が損害を認めた日（承認による場合は"
        + "承認の日）の属する月とします。",
      en: "Which months “当該月” (the month concerned) and “認めた月” (the month of recognition) "
        + "are in 第21条 of the Optage Connectivity cloud storage terms of use",
      "“当該月” is the month of the damage. “認めた月” is the month of the day on which we "
        + "recognised the loss or, where an approval did so, of the approval."),
    Interpretation(
      "I-34",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条による請求額の減額を、"
        + "損害の額とするか、損害とその消費税の額とするか",
      "損害の額とします。賠償する額だけ、消費税を含む請求額が少なくなります。",
      en: "Whether the bill is lowered by the loss, or by the loss and tax on it, in 第21条 of the "
        + "Optage Connectivity cloud storage terms of use",
      "It is lowered by the loss. Your bill, tax included, comes out lower by what we compensate."),
    Interpretation(
      "I-35", setBy: "cap_paid_months",
      ja: "「USEN GATE 02 IIJ ID サービス約款」第13条の「1年間」がどの期間か",
      "利用不能のあった料金月の直前の12料金月とし、そのうちお支払済みの額によります。",
      en: "Which year 第13条 of the USEN GATE 02 IIJ ID service terms means",
      "It is the 12 fee months before that of the outage, as far as you paid for them."),
    Interpretation(
      "I-36",
      ja: "免責、上限および責任を負わない旨の定め（「ネットワークサービス利用規約」"
        + "第20条第1項・第3項、「IIJ IoT 契約約款」第23条、「USEN GATE 02 IIJ ID サービス約款」"
        + "第13条、「オプテージ コネクティビティ クラウド・ストレージ利用規約」第20条第5項）が、"
        + "故意または重大な過失にも及ぶか",
      "最高裁判所は、この種の条項が故意や重大な過失の場合を予定しないものと解しました"
        + "（最判平成15年2月28日）。そこで、自動的には適用せず、"
        + "当社の担当者が項目ごとに判断します。「ネットワークサービス利用規約」"
        + "第8条第6項の24時間は、料金の内容を定めるもので、第19条第2項の請求も別にできるため、"
        + "そのまま適用します。お客様が事業者であることを前提とし、"
        + "消費者契約（消費者契約法第8条）は対象としません。",
      en: "Whether exclusions, limits and refusals hold against gross negligence and intent "
        + "(第20条第1項 and 第3項 of the Network service terms of use, 第23条 of the IIJ IoT "
        + "contract terms, 第13条 of the USEN GATE 02 IIJ ID service terms, 第20条第5項 "
        + "of the Optage Connectivity cloud storage terms of use)",
      "We do not apply them automatically: the Supreme Court read such a clause as not meant for "
        + "these (最判平成15年2月28日), so a person at our company decides, item by item. The 24 "
        + "hours of 第8条第6項 of the Network service terms of use stay: they shape the fee, and "
        + "第19条第2項 is open beside them. Our customers are businesses; consumer contracts are "
        + "not covered (消費者契約法第8条)."),
    Interpretation(
      "I-37",
      ja: "「オプテージ コネクティビティ クラウド・ストレージ利用規約」第21条の契約者の月額利用料"
        + "（クラウド・ストレージとマネージドサービスの両方のご契約があるとき）",
      "お申し出の対象である契約の料金とします。第1条では両方をあわせて本サービスというため、"
        + "同規約によるほかのご契約を、計算の説明に示します。",
      en: "The monthly fee in 第21条 of the Optage Connectivity cloud storage terms of use, where "
        + "you hold both storage and the managed service",
      "It is the fee of the contract that you claim for. The explanation of the amount names your "
        + "other contracts under that document, because 第1条 calls both together the service."),
    Interpretation(
      "I-38",
      ja: "サービス開始日の前から続く利用不能",
      "サービス開始日の午前0時から数えます。開始日そのものを改める場合があることを、"
        + "計算の説明に示します。",
      en: "An outage that lies over the day on which your service starts",
      "It counts from 00:00 on that day. The explanation of the amount says that the day itself "
        + "may have to move."),
    Interpretation(
      "I-39",
      ja: "消滅時効（民法第166条）",
      "自動的には適用しません。時効を援用するかどうかは、当社の担当者が判断します（民法第145条）。",
      en: "Prescription (民法第166条)",
      "We do not apply it automatically. Whether to invoke it is for a person at our company to "
        + "choose (民法第145条)."),
  ]
}
